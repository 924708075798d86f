"""What Django calls format modules, one for each language; named in FORMAT_MODULE_PATH."""

"""What pages, documents and exports of held meetings need."""

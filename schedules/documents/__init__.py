"""Documents of plans: PDF and DOCX in Kazakh and Russian, from the plain values of `queries.documents`."""

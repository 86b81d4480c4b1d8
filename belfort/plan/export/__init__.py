"""A version of a plan as a file: the contract in JSON, a spreadsheet, a document."""

"""Pure helpers without models: documents, spreadsheets, dates."""

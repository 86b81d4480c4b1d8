"""From the lines of a document to a plan: grammar, header, questions, findings."""

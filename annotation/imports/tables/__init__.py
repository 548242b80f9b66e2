"""Tables as files: their formats, their columns, and the words that they use."""

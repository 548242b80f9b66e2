"""Files whose bytes depend on what they say alone, and folders that are whole or not there."""

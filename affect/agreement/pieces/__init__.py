"""Agreement on where pieces lie and what they are called: time, text and boxes."""

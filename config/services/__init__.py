"""The services that Emotate runs by itself: PostgreSQL, a broker inside it, a supervisor."""

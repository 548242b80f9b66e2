"""Projects, their policy and questions, and their items."""

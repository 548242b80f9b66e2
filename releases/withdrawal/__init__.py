"""Take back what somebody withdrew: from the project, the stored media, and every release."""

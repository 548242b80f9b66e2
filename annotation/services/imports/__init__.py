"""Tables that come through the browser: looked at, tried, brought in as a job."""

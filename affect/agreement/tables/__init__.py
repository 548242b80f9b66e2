"""Every statistic of a table that people keep ratings in."""

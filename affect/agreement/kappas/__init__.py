"""Agreement beyond chance of labels: the kappas and AC1, with weights."""

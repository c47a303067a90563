"""How good are the answers: judged queries in, the field's own measures out."""

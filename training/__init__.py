"""How the weights in kg/parse/model were made; README.md says how to do it again."""

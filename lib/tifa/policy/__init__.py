"""What policy texts say: formulations, measures, figures; patterns propose and linear models decide."""

"""What the models of a procedure share."""

LAW = "§§ 15, 15a, 31 bis 32, 7b SGB II, § 67a SGB X"

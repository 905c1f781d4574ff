"""What the models of studies share."""

STUDY_LAW = "§ 75 SGB X, § 27 BDSG"
STUDY_RETENTION = "bis zum Ende der Genehmigung, die Schlüssel bis dahin oder kürzer"

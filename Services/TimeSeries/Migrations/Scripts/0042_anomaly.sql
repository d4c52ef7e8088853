-- Whether the window looked like anything learned; null where the model could not tell, and before this script.
ALTER TABLE prediction ADD COLUMN anomaly jsonb;

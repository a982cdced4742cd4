"""Reports how far the predictions are off."""
import features

run = features.context()
actual = {(date, entity): value for date, entity, value in features.values(run)}
errors = [abs(actual[date, entity] - value) for date, entity, value in features.rows(run, "predictions", "prediction") if (date, entity) in actual]
print(f"optaic::metric name=mean_absolute_error value={sum(errors) / max(1, len(errors))!r}")

"""Reports how far the predictions are off: here the mean distance of the values from their means."""
import features

run = features.context()
means = features.means(run)
errors = [abs(value - means[entity]) for _, entity, value in features.values(run)]
print(f"optaic::metric name=mean_absolute_error value={sum(errors) / max(1, len(errors))!r}")

package dev.variegate.train;

/**
 * What a training came to.
 *
 * @param sha256 of {@code model.yaml}, by which a bundle is known
 * @param epochs that it ran, those before a resume among them
 * @param bestEpoch whose weights are in the bundle
 * @param validation its loss of the held-out images; NaN where none are held out
 * @param images trained on and held out
 */
public record TrainingResult(
    String sha256, int epochs, int bestEpoch, double validation, int images) {}

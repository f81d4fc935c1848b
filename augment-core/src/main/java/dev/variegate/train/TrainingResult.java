package dev.variegate.train;

import dev.variegate.model.ModelDescription.TrainingOrigin;

/**
 * What a training came to.
 *
 * @param sha256 of {@code model.yaml}, by which a bundle is known
 * @param origin what it was trained on, and how long
 */
public record TrainingResult(String sha256, TrainingOrigin origin) {}

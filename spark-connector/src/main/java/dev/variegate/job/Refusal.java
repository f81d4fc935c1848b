package dev.variegate.job;

import java.io.Serializable;

/**
 * A row that could not be used.
 *
 * @param key of the row, null where it has none
 * @param error what a stage said of it
 */
record Refusal(String key, String error) implements Serializable {}

package dev.variegate.stage.method;

import java.io.Serializable;

/**
 * What a gate does to a draw, by itself; an estimate from a few.
 *
 * @param gate its text
 * @param work that it needs done, once for all gates that need the same
 * @param seconds of one core; those of the work count for the first gate that needs it
 * @param refused part of the draws that it refuses, 0..1
 */
public record GateCost(String gate, String work, double seconds, double refused)
    implements Serializable {}

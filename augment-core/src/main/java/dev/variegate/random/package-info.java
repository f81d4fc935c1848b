/**
 * Keyed randomness: streams of numbers that are pure functions of seed, key, copy and place, ranges
 * to draw from, and choices by weight.
 */
@API(status = API.Status.STABLE)
package dev.variegate.random;

import org.apiguardian.api.API;

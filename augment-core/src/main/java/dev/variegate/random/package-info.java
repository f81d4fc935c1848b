/**
 * Keyed randomness: random streams that are pure functions of seed, key, copy and position, ranges
 * to draw from, and weighted choices.
 */
@API(status = API.Status.STABLE)
package dev.variegate.random;

import org.apiguardian.api.API;

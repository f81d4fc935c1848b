/**
 * Inputs and outputs of a method: sources with their annotations, samples, and the lineage of each
 * sample.
 */
@API(status = API.Status.STABLE)
package dev.variegate.lineage;

import org.apiguardian.api.API;

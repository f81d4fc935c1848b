/** Scores of made-up features whose values others have published. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.distribution;

import org.apiguardian.api.API;

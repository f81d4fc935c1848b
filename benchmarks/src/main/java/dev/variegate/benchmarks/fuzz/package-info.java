/** Mutated inputs for every reader of untrusted files. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.fuzz;

import org.apiguardian.api.API;

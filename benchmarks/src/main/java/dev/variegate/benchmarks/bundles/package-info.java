/** Bundles for the models of others. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.bundles;

import org.apiguardian.api.API;

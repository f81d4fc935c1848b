/** Bundles assembled from published models. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.bundles;

import org.apiguardian.api.API;

/** How many planted near-duplicates of real images are found, and what else is. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.duplicates;

import org.apiguardian.api.API;

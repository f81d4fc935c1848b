/** How much augmentation helps a classifier. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.comparison;

import org.apiguardian.api.API;

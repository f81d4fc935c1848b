/** Speed and memory. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.speed;

import org.apiguardian.api.API;

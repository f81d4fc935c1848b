/** What size and lost processes do to a job. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.size;

import org.apiguardian.api.API;

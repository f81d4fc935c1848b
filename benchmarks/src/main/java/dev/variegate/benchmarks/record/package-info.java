/** All outputs compared with a stored record. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.record;

import org.apiguardian.api.API;

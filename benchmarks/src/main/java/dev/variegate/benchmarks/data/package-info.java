/** Data sets that several benchmarks read. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.data;

import org.apiguardian.api.API;

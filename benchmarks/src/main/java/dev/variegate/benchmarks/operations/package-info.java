/** Speed of operations. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.operations;

import org.apiguardian.api.API;

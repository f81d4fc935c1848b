/** Documentation pages generated from the code. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.page;

import org.apiguardian.api.API;

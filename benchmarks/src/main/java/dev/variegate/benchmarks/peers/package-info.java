/** Decoding compared with other libraries. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.peers;

import org.apiguardian.api.API;

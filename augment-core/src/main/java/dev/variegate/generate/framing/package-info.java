/** Passing images of any size through fixed-size networks: resizing, padding or tiling. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.framing;

import org.apiguardian.api.API;

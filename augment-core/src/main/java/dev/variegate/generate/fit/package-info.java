/** How images of any size go through networks of fixed sizes: scaled, padded or cut into tiles. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.fit;

import org.apiguardian.api.API;

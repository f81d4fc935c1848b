/** Images mixed from several: mix-up, cut-mix, mosaic and copy-paste. */
@API(status = API.Status.INTERNAL)
package dev.variegate.mix;

import org.apiguardian.api.API;

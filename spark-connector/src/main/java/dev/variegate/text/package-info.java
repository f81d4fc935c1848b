/** Text output for a terminal. */
@API(status = API.Status.INTERNAL)
package dev.variegate.text;

import org.apiguardian.api.API;

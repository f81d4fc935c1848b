/** Programs to copy from. */
@API(status = API.Status.INTERNAL)
package dev.variegate.examples;

import org.apiguardian.api.API;

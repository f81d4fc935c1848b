/** Safe parsing of encoded bytes: unsigned numbers, declared sizes, orientation, channel order. */
@API(status = API.Status.INTERNAL)
package dev.variegate.codec.bytes;

import org.apiguardian.api.API;

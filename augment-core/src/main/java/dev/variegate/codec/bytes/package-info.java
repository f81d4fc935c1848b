/**
 * Reading encoded bytes with care: unsigned numbers, declared sizes, orientations, the order of
 * channels.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.codec.bytes;

import org.apiguardian.api.API;

/**
 * What a page is made of, whatever it shows: windows, menus, tables, messages, the loop that
 * paints. Nothing here knows of recordings.
 */
@NullMarked
package dev.microlog.web.widget;

import org.jspecify.annotations.NullMarked;

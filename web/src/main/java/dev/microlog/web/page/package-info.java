/**
 * What every view is given, and nothing of any view: begin reading at {@link
 * dev.microlog.web.page.PageContext} and {@link dev.microlog.web.page.Navigation}.
 *
 * <pre>
 *   app ──▶ timeline ──▶ range ─┐
 *    ├────▶ log ────────────────┤
 *    ├────▶ design ─────────────┼──▶ part ──▶ page ──▶ widget ──▶ dom
 *    ├────▶ explain ────────────┤
 *    └────▶ tips ───────────────┘
 * </pre>
 *
 * <p>Each tab has a package below this one; {@code part} is what several of them show. They import
 * each other in the direction of the arrows only: whoever wants something shown in another tab asks
 * {@link dev.microlog.web.page.Places}, {@link dev.microlog.web.page.LogPlace} or {@link
 * dev.microlog.web.page.Explaining}.
 */
@NullMarked
package dev.microlog.web.page;

import org.jspecify.annotations.NullMarked;

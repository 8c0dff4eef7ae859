//! The browser's address: the connection's, or the one that a trusted proxy tells.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Request};

/// The browser's address. `header`: the one that our own proxy sets; only its last entry counts,
/// because the proxy writes it and everything before it may be made up.
pub(super) fn ip<B>(request: &Request<B>, header: Option<&HeaderName>) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |connection| {
            connection.0.ip()
        });
    let told = header.and_then(|name| {
        let last = request.headers().get_all(name).iter().next_back()?;
        parse(last.to_str().ok()?.rsplit(',').next()?)
    });
    told.unwrap_or(peer).to_canonical()
}

/// An address as proxies write it: alone, with a port, or in brackets.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: &str = "10.0.0.7";

    fn told(headers: &[(&str, &str)], trusted: Option<&str>) -> String {
        let mut request = Request::new(());
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            request.headers_mut().append(name, value.parse().unwrap());
        }
        let peer = SocketAddr::new(PROXY.parse().unwrap(), 4711);
        request.extensions_mut().insert(ConnectInfo(peer));
        let trusted: Option<HeaderName> = trusted.map(|name| name.parse().unwrap());
        ip(&request, trusted.as_ref()).to_string()
    }

    #[test]
    fn without_a_trusted_proxy_a_header_is_only_a_claim() {
        assert_eq!(told(&[("x-forwarded-for", "192.0.2.1")], None), PROXY);
    }

    #[test]
    fn the_trusted_proxys_word_is_the_last_one() {
        let trusted = Some("x-forwarded-for");
        let header = |value| [("x-forwarded-for", value)];

        assert_eq!(told(&header("192.0.2.1"), trusted), "192.0.2.1");
        assert_eq!(told(&header("6.6.6.6, 192.0.2.1"), trusted), "192.0.2.1");
        assert_eq!(told(&header("192.0.2.1:5000"), trusted), "192.0.2.1");
        assert_eq!(told(&header("[2001:db8::1]:5000"), trusted), "2001:db8::1");
        assert_eq!(told(&header("[2001:db8::1]"), trusted), "2001:db8::1");
        assert_eq!(told(&header("2001:db8::1"), trusted), "2001:db8::1");
        assert_eq!(told(&header("::ffff:192.0.2.1"), trusted), "192.0.2.1");
        let twice = [
            ("x-forwarded-for", "6.6.6.6"),
            ("x-forwarded-for", "192.0.2.1"),
        ];
        assert_eq!(told(&twice, trusted), "192.0.2.1");
    }

    #[test]
    fn a_proxy_that_says_nothing_readable_stands_for_itself() {
        let trusted = Some("x-real-ip");

        assert_eq!(told(&[], trusted), PROXY);
        assert_eq!(told(&[("x-real-ip", "unknown")], trusted), PROXY);
    }
}

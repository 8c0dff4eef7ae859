//! A browser, played by a few lines.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;

use super::BROWSER;

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// A browser that has never been here.
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
        }
    }

    /// With the cookie of a session.
    pub fn with_session(mut self, token: String) -> Self {
        self.cookies.insert("__Host-agera".to_owned(), token);
        self
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    /// Sends a form from a page of ours.
    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send_with(request, form.to_owned()).await
    }

    /// Sends a form with files, in parts, from a page of ours: the fields, then the files by name.
    pub async fn post_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let body = in_parts(fields, files);
        // As a browser tells it beforehand.
        let request = Self::parts(path).header(header::CONTENT_LENGTH, body.len());
        self.send_with(request, body).await
    }

    /// A form in parts.
    pub fn parts(path: &str) -> axum::http::request::Builder {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
    }

    pub async fn send(&mut self, request: axum::http::request::Builder) -> Answer {
        self.send_with(request, String::new()).await
    }

    pub async fn send_with(
        &mut self,
        request: axum::http::request::Builder,
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = request.body(body.into()).unwrap();
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            let cookies = cookies.join("; ").parse().unwrap();
            request.headers_mut().insert(header::COOKIE, cookies);
        }
        let peer = SocketAddr::from((BROWSER, 50_000));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        };
        for cookie in answer.set_cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// The session's cookie.
    pub fn token(&self) -> Option<&str> {
        let session = ["__Host-agera", "agera"];
        session
            .iter()
            .find_map(|name| self.cookies.get(*name))
            .map(String::as_str)
    }
}

const BOUNDARY: &str = "----del-av-ett-formular";

/// A form in parts, as browsers write it (RFC 7578).
pub fn in_parts(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(content);
        body.extend(b"\r\n");
    };
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, content) in files {
        let head = format!(
            "name=\"bilaga\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream"
        );
        part(&head, content);
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn text(&self) -> String {
        // A file that is given out need not be text.
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn set_cookies(&self) -> Vec<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter();
        cookies
            .map(|value| value.to_str().unwrap().to_owned())
            .collect()
    }

    /// The nonce in the page's policy.
    pub fn nonce(&self) -> Option<String> {
        let policy = self.header("content-security-policy");
        let (_, rest) = policy.split_once("'nonce-")?;
        rest.split_once('\'').map(|(nonce, _)| nonce.to_owned())
    }
}
